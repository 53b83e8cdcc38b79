"""Withdrawn news items give up their words, also those in their address."""

import hashlib

from django.conf import settings
from django.db import migrations, models


def take_away(apps, schema_editor):
    NewsItem = apps.get_model("publishing", "NewsItem")
    Delivery = apps.get_model("publishing", "Delivery")
    for item in NewsItem.objects.exclude(withdrawn_at=None).select_related("channel"):
        item.moved_from = hashlib.sha256(item.slug.encode()).hexdigest()
        item.slug = f"withdrawn-{hashlib.sha256(item.key.encode()).hexdigest()[:12]}"
        item.title, item.text, item.pictures, item.sources, item.corrections = "", "", [], [], []
        item.save()
        url = f"{settings.SITE_URL}/newsroom/{item.channel.slug}/{item.slug}/"
        Delivery.objects.filter(channel=item.channel_id, remote_id=str(item.pk)).update(url=url)


class Migration(migrations.Migration):

    dependencies = [
        ("publishing", "0003_leases"),
    ]

    operations = [
        migrations.AddField(
            model_name="newsitem",
            name="moved_from",
            field=models.CharField(blank=True, db_index=True, default="", max_length=64),
        ),
        migrations.RunPython(take_away, migrations.RunPython.noop),
    ]
