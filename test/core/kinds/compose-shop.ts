/** A whole project, as one might deploy it. */
export const shop = `# Shop of example.com
name: shop
x-logging: &logging
  driver: json-file
  options:
    max-size: 10m
    max-file: "3"

services:
  web:
    build:
      context: ./web
      dockerfile: docker/Dockerfile
      target: Runtime
      args:
        VERSION: "1.4"
        COMMIT:
    image: registry.example.com/shop/web:1.4
    ports:
      - "127.0.0.1:8080:80"
      - target: 443
        published: "8443"
        protocol: tcp
    depends_on:
      db:
        condition: service_healthy
      migrate:
        condition: service_completed_successfully
    logging: *logging
    deploy:
      replicas: 2
      resources:
        limits:
          memory: 256M
          cpus: "0.50"
        reservations:
          memory: 128M
    restart: unless-stopped

  migrate:
    image: registry.example.com/shop/web:1.4
    command: ["./manage.py", "upgrade"]

  db:
    image: postgres:17.2@sha256:${'a'.repeat(64)}
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/db
      POSTGRES_DB: \${DB:-shop}
      POSTGRES_USER: \${USER}
    volumes:
      - data:/var/lib/postgresql/data
      - ./init.sql:/docker-entrypoint-initdb.d/init.sql:ro
    secrets: [db]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $$POSTGRES_USER || exit 1"]
      interval: 10s
      start_period: 1m30s
    stop_grace_period: 1m
    logging:
      <<: *logging
      options:
        tag: "{{.Name}}"

volumes:
  data:
secrets:
  db:
    file: ./db.txt
`;
