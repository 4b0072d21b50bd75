const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

pool
  .query('create table if not exists orders (id bigserial primary key, customer text not null, total numeric not null)')
  .then(() => pool.end());
