from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.web.disclosure.search import postgresql, sqlite


def forward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    engine = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    engine.create(schema_editor.connection)


def backward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE disclosure_search_index")


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_search")]
    operations = [migrations.RunPython(forward, backward)]
