/**
 * Images that bring a HEALTHCHECK of their own, by their canonical names. Read from the Dockerfiles of the projects, as
 * of August 2026. Official images have none: their guidelines leave checks to whoever runs the image
 * (https://github.com/docker-library/faq#healthcheck). Of what is in neither list nothing is known.
 */
export const imagesWithHealthCheck: ReadonlySet<string> = new Set(
  [
    // At home: DNS, media, files, passwords
    'pihole/pihole ghcr.io/pi-hole/pihole',
    'vaultwarden/server ghcr.io/dani-garcia/vaultwarden quay.io/vaultwarden/server',
    'jellyfin/jellyfin ghcr.io/jellyfin/jellyfin plexinc/pms-docker',
    'ghcr.io/immich-app/immich-server ghcr.io/immich-app/immich-machine-learning ghcr.io/immich-app/postgres',
    'ghcr.io/paperless-ngx/paperless-ngx paperlessngx/paperless-ngx',
    'filebrowser/filebrowser wallabag/wallabag',
    'ghcr.io/mealie-recipes/mealie hkotel/mealie',
    'ghcr.io/blakeblackshear/frigate nodered/node-red',
    'ghcr.io/gethomepage/homepage itzg/minecraft-server',
    // VPN
    'qmcgaw/gluetun ghcr.io/wg-easy/wg-easy haugene/transmission-openvpn',
    // Monitoring and messages
    'louislam/uptime-kuma ghcr.io/louislam/uptime-kuma netdata/netdata ghcr.io/netdata/netdata',
    'openzipkin/zipkin openzipkin/zipkin-slim ghcr.io/openzipkin/zipkin ghcr.io/openzipkin/zipkin-slim',
    'gotify/server ghcr.io/gotify/server axllent/mailpit ghcr.io/axllent/mailpit dockersamples/visualizer',
    // At work: chat, identity, analysis, development
    'mattermost/mattermost-team-edition mattermost/mattermost-enterprise-edition',
    'ghcr.io/goauthentik/server outlinewiki/outline apache/superset',
    'ghcr.io/open-webui/open-webui localstack/localstack localstack/localstack-pro',
    'rediscommander/redis-commander ghcr.io/joeferner/redis-commander',
  ].flatMap((line) => line.split(' ')),
);
