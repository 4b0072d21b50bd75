import { createReadStream } from 'node:fs';
import { fastify } from 'fastify';

const app = fastify({ logger: { transport: { target: 'pino-pretty' } } });

app.get('/uploads/:name', (request, reply) => reply.send(createReadStream(`uploads/${request.params.name}`)));

await app.listen({ host: '0.0.0.0', port: 8080 });
