"""Servers of their own for tests and benchmarks: PostgreSQL and RabbitMQ on this machine, thrown away afterwards."""
