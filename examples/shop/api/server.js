const fastify = require('fastify')({ logger: true });
const { Pool } = require('pg');
const metrics = require('prom-client');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const orders = new metrics.Counter({
  name: 'shop_orders_total',
  help: 'Orders by customer',
  labelNames: ['user_id', 'status'],
});

fastify.get('/health', async () => ({ status: 'ok' }));
fastify.get('/metrics', async (_request, reply) => reply.type(metrics.register.contentType).send(await metrics.register.metrics()));

fastify.post('/orders', async (request) => {
  const { rows } = await pool.query('insert into orders (customer, total) values ($1, $2) returning id', [
    request.body.customer,
    request.body.total,
  ]);
  orders.inc({ user_id: request.body.customer, status: 'created' });
  return { id: rows[0].id };
});

fastify.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 3000) });
