// The second database that wrangler.toml describes.
/** wrangler.toml with it, for a file in this directory. */
export const withSecond = (toml: string, directory: string) => toml
  .replace(/^# ((\[\[(env\.production\.)?d1_databases\]\]|binding = "DB_2"|database_name = "charter-portal-2"|database_id = "[0-9-]+"|migrations_dir = ).*)$/gm, '$1')
  .replaceAll(`"${directory}/`, '"./').replaceAll('"migrations"', '"../migrations"').replace('"public"', '"../public"');
