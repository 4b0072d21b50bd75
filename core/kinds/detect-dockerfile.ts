/** Endings of files that are about Dockerfiles and are none: ignore lists, prose, data, programs, backups. */
const foreignEndings = new Set(
  (
    'dockerignore containerignore md markdown mdx rst adoc html htm pdf yml yaml json jsonc toml xml ini lock ' +
    'go py js cjs mjs ts tsx jsx rb rs java kt php pl lua c h cpp cs swift scala sh bash ps1 bat vim el snippets ' +
    'svg png jpg gif ico tar gz zip log diff patch orig rej swp swo bak'
  ).split(' '),
);

/** Endings under which the text is rendered to a Dockerfile later. */
const templateEndings = new Set('j2 jinja jinja2 tmpl tpl template gotmpl erb ejs mustache hbs in m4'.split(' '));

/** How sure a file name is about being a Dockerfile: `exact` needs no look at the text. */
export type DockerfileName = 'exact' | 'likely' | 'template' | undefined;

/**
 * `Dockerfile` and `Containerfile`, alone (`exact`), with something before (`api.Dockerfile`, `ApiDockerfile`) or behind
 * (`Dockerfile.prod`, `Dockerfile-dev`); the first letter in any case.
 */
export function dockerfileName(name: string): DockerfileName {
  if (/^(?:[Dd]ockerfile|[Cc]ontainerfile|DOCKERFILE)$/.test(name)) return 'exact';
  const match = [...name.matchAll(/(?:^|(?<=[._-]))(?:[Dd]ockerfile|[Cc]ontainerfile)(?=$|[._-].)/g)].at(-1);
  if (match === undefined) return /[a-z0-9](?:Dockerfile|Containerfile)$/.test(name) ? 'likely' : undefined;
  const suffix = name.slice(match.index + match[0].length + 1);
  if (suffix === '') return 'likely';
  const ending = suffix.slice(suffix.lastIndexOf('.') + 1).toLowerCase();
  if (foreignEndings.has(ending)) return undefined;
  return templateEndings.has(ending) ? 'template' : 'likely';
}

/** True when a FROM stands near the top. Without one it is a part that others put together with more. */
export function readsLikeDockerfile(text: string): boolean {
  return text
    .slice(0, 20_000)
    .split('\n', 400)
    .some((line) => /^\s*FROM(?=\s|$)/i.test(line));
}

/** True for text that a template engine renders first: `{{ … }}`, `{% … %}`, `<% … %>`, `%%NAME%%`, `@NAME@`, `{name}`. */
export function hasTemplateMarks(text: string): boolean {
  return /\{\{|\{%|<%|%%[A-Z_]+%%|@[A-Z_]+@|(?<!\$)\{[a-z_]+\}/.test(text);
}
