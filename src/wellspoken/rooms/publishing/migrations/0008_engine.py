"""A worker also says which engine rings it, and whether its broker answers."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0007_standing'),
    ]

    operations = [
        migrations.AddField(
            model_name='heartbeat',
            name='engine',
            field=models.CharField(default='embedded', max_length=20),
        ),
        migrations.AddField(
            model_name='heartbeat',
            name='broker',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
    ]
