"""Takes orders from the queue and writes invoices."""

import json
import os

import psycopg
import redis
from prometheus_client import Counter, start_http_server

INVOICES = Counter("shop_invoices_total", "Invoices by order", ["order_id"])


def main() -> None:
    start_http_server(8000)
    queue = redis.Redis.from_url(os.environ["REDIS_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"]) as database:
        while True:
            _, raw = queue.blpop("orders")
            order = json.loads(raw)
            database.execute("insert into invoices (order_id) values (%s)", (order["id"],))
            database.commit()
            INVOICES.labels(order_id=order["id"]).inc()


if __name__ == "__main__":
    main()
