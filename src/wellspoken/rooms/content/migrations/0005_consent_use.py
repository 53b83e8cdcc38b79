from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0001_initial"),
        ("content", "0004_post_import"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="uses", to="consents.authorization"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE, related_name="consent_uses", to="content.revision"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("revision", "consent"), name="one_use_per_revision")],
            },
        ),
    ]
