import Fastify from 'fastify';
import metrics from 'prom-client';
import { pool } from './database.js';

const app = Fastify({ logger: true });
const orders = new metrics.Counter({ name: 'shop_orders_total', help: 'Orders by outcome', labelNames: ['status'] });

// Shallow: the process answers. Whether the database does is a question of readiness.
app.get('/health', async () => ({ status: 'ok' }));
app.get('/ready', async () => {
  await pool.query('select 1');
  return { status: 'ready' };
});
app.get('/metrics', async (_request, reply) =>
  reply.type(metrics.register.contentType).send(await metrics.register.metrics()),
);

app.post('/orders', async (request) => {
  const { rows } = await pool.query('insert into orders (customer, total) values ($1, $2) returning id', [
    request.body.customer,
    request.body.total,
  ]);
  orders.inc({ status: 'created' });
  return { id: rows[0].id };
});

await app.listen({ host: '0.0.0.0', port: 3000 });

process.once('SIGTERM', async () => {
  const deadline = setTimeout(() => process.exit(1), Number(process.env.SHUTDOWN_TIMEOUT ?? 20) * 1000);
  await app.close();
  await pool.end();
  clearTimeout(deadline);
});
