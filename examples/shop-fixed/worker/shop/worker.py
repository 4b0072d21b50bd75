"""Takes orders from the queue and writes invoices."""

import json
import os
import signal
from pathlib import Path

import psycopg
import redis
from prometheus_client import Counter, start_http_server

INVOICES = Counter("shop_invoices_total", "Invoices by outcome", ["status"])


def secret(name: str) -> str:
    return Path(os.environ[name]).read_text().strip()


def main() -> None:
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    start_http_server(8000)
    queue = redis.Redis(host=os.environ["REDIS_HOST"], password=secret("REDIS_PASSWORD_FILE"))
    with psycopg.connect(
        host=os.environ["DATABASE_HOST"],
        dbname=os.environ["DATABASE_NAME"],
        user=os.environ["DATABASE_USER"],
        password=secret("DATABASE_PASSWORD_FILE"),
    ) as database:
        while not stopping:
            taken = queue.blpop("orders", timeout=1)
            if taken is None:
                continue
            order = json.loads(taken[1])
            database.execute("insert into invoices (order_id) values (%s)", (order["id"],))
            database.commit()
            INVOICES.labels(status="written").inc()


if __name__ == "__main__":
    main()
