"""Leases that reach across machines."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_quiet_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('holder', models.CharField(blank=True, max_length=40)),
                ('until', models.DateTimeField(null=True)),
            ],
        ),
    ]
