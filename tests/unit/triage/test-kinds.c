/* test-kinds.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind-check.h"
#include "relais-kind-store.h"
#include "relais-test.h"

static RelaisPack *
find_shipped (const char *id)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();

  for (guint i = 0; i < packs->len; i++)
    if (g_strcmp0 (relais_pack_get_id (g_ptr_array_index (packs, i)), id) == 0)
      return g_object_ref (g_ptr_array_index (packs, i));

  return NULL;
}

static void
test_shipped (void)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  g_autoptr(GPtrArray) background = relais_pack_list_background ();

  g_assert_cmpuint (packs->len, ==, 3);
  g_assert_cmpuint (background->len, >=, 200);
  for (guint i = 0; i < packs->len; i++)
    {
      RelaisPack *pack = g_ptr_array_index (packs, i);
      GPtrArray *kinds = relais_pack_get_kinds (pack);

      g_assert_cmpuint (kinds->len, >=, 6);
      g_assert_cmpstr (relais_pack_get_name (pack, "fr"), !=, relais_pack_get_name (pack, "en"));
      for (guint j = 0; j < kinds->len; j++)
        {
          RelaisKind *kind = g_ptr_array_index (kinds, j);

          g_assert_cmpint (relais_kind_get_action (kind), !=, RELAIS_ACTION_AUTO);
          if (relais_kind_get_action (kind) == RELAIS_ACTION_DRAFT)
            {
              g_assert_true (relais_kind_has_template (kind, "en"));
              g_assert_true (relais_kind_has_template (kind, "fr"));
            }
        }
    }
}

static void
refuse (const char        *file,
        RelaisTriageError  code)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisPack) pack = relais_pack_new_from_bytes (bytes, &error);

  g_assert_null (pack);
  g_assert_error (error, RELAIS_TRIAGE_ERROR, (int) code);
}

static void
test_refused (void)
{
  static const char * const others[] = { "not json", "[]", "{\"kinds\":3}", "" };
  static const char * const files[] = {
    "{\"kinds\":[3]}",
    "{\"kinds\":[{\"id\":\"A b\",\"name\":{\"en\":\"x\"},\"action\":\"draft\"}]}",
    "{\"kinds\":[{\"id\":\"a\",\"action\":\"draft\"}]}",
    "{\"kinds\":[{\"id\":\"a\",\"name\":{\"en\":\"x\"},\"action\":\"none\"}]}",
    "{\"kinds\":[{\"id\":\"a\",\"name\":{\"en\":\"x\"},\"action\":\"draft\",\"fields\":[{\"name\":\"f\",\"type\":\"soul\"}]}]}",
    "{\"kinds\":[{\"id\":\"a\",\"name\":{\"en\":\"x\"},\"action\":\"draft\",\"fields\":[{\"name\":\"f\",\"type\":\"text\",\"pattern\":\"(\"}]}]}",
    "{\"kinds\":[{\"id\":\"a\",\"name\":{\"en\":\"x\"},\"action\":\"draft\",\"template\":{\"en\":{\"subject\":\"s\"}}}]}",
    "{\"kinds\":[{\"id\":\"a\",\"name\":{\"en\":\"x\"},\"action\":\"draft\",\"examples\":{\"en\":[3]}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    refuse (files[i], RELAIS_TRIAGE_ERROR_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    refuse (others[i], RELAIS_TRIAGE_ERROR_NOT_KINDS);
  refuse ("{\"kinds\":[]}", RELAIS_TRIAGE_ERROR_NO_KINDS);
}

/* Returns: (transfer full): what is wrong with a kind of that name, as a file that is given to us says it; NULL: nothing */
static char *
dup_fault_of_name (const char *name)
{
  g_autofree char *file = g_strdup_printf ("{\"kinds\":[{\"id\":\"fee\",\"name\":{\"en\":\"Fee\",\"fr\":\"%s\"},\"action\":\"task\"}]}", name);
  g_autoptr(GBytes) bytes = g_bytes_new (file, strlen (file));
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisPack) pack = relais_pack_new_from_bytes (bytes, &error);

  g_assert_true ((pack == NULL) == (error != NULL));

  return error != NULL ? g_strdup (error->message) : NULL;
}

/* A name stands in rows, menus and buttons: it has a bound, in characters and not in bytes. */
static void
test_names (void)
{
  g_autofree char *longest = g_strnfill (RELAIS_KIND_MAX_NAME - 1, 'm');
  g_autofree char *fitting = g_strconcat ("é", longest, NULL);
  g_autofree char *too_long = g_strconcat ("éé", longest, NULL);
  const char *refused[] = { too_long, "two\\nlines", " " };
  g_autofree char *none = dup_fault_of_name (fitting);

  g_assert_null (none);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *fault = dup_fault_of_name (refused[i]);

      g_assert_cmpstr (fault, ==, "kind “fee”: its name must be one line of at most 80 characters");
    }
}

/* A file's templates are held to what the form's are: nothing in them that no message will ever fill. */
static void
test_templates (void)
{
  static const struct
  {
    const char *body;
    const char *fault;
  } cases[] = {
    { "{{sender.first_name}} {{fields.day | date}} {{#if fields.day}}{{me.signature}}{{/if}}", NULL },
    { "Hello\\n{{nothing.there}}", "kind “fee”: body “fr”: Line 2, column 3: there is nothing called “nothing.there”" },
    { "{{#if fields.night}}dark{{/if}}", "kind “fee”: body “fr”: Line 1, column 7: there is nothing called “fields.night”" },
    { "{{fields.day | shout}}", "kind “fee”: body “fr”: Line 1, column 16: No such filter: shout" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = g_strdup_printf ("{\"kinds\":[{\"id\":\"fee\",\"name\":{\"en\":\"Fee\"},\"action\":\"draft\","
                                               "\"fields\":[{\"name\":\"day\",\"type\":\"date\"}],"
                                               "\"template\":{\"fr\":{\"subject\":\"{{subject}}\",\"body\":\"%s\"}}}]}",
                                               cases[i].body);
      g_autoptr(GBytes) bytes = g_bytes_new (file, strlen (file));
      g_autoptr(GError) error = NULL;
      g_autoptr(RelaisPack) pack = relais_pack_new_from_bytes (bytes, &error);

      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].fault);
    }
}

/* What an earlier Relais kept is read all the same. */
static void
test_kept (void)
{
  g_autofree char *name = g_strnfill (5000, 'm');
  g_autofree char *text = g_strdup_printf ("{\"id\":\"fee\",\"name\":{\"en\":\"%s\"},\"action\":\"task\"}", name);
  g_autoptr(JsonNode) definition = json_from_string (text, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisKind) kind = relais_kind_new_from_json (definition, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (relais_kind_check (kind, NULL));
}

static RelaisDatabase *
open_database (char **folder)
{
  g_autofree char *file = NULL;
  RelaisDatabase *database;

  *folder = relais_test_make_folder ();
  file = g_build_filename (*folder, "relais.db", NULL);
  database = relais_database_new (file);
  relais_test_await (relais_database_open (database));

  return database;
}

static void
test_store (void)
{
  g_autofree char *folder = NULL;
  g_autoptr(RelaisDatabase) database = open_database (&folder);
  g_autoptr(RelaisKindStore) store = relais_kind_store_new (database);
  g_autoptr(RelaisPack) school = find_shipped ("school");
  g_autoptr(RelaisKind) edited = NULL;
  const char *both[] = { "certificate", "absence", NULL };
  g_auto(GValue) exported = G_VALUE_INIT;
  g_auto(GValue) examples = G_VALUE_INIT;
  g_autoptr(RelaisPack) imported = NULL;
  guint n_examples;

  relais_test_await (relais_kind_store_install (store, school));
  g_assert_true (relais_kind_store_has_pack (store, "school"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, relais_pack_get_kinds (school)->len);

  /* What the user changed is left alone by another installation. */
  edited = relais_kind_with (relais_kind_store_find (store, "certificate"), RELAIS_ACTION_TASK, 0, TRUE);
  relais_test_await (relais_kind_store_save (store, edited));
  relais_test_await (relais_kind_store_install (store, school));
  g_assert_cmpint (relais_kind_get_action (relais_kind_store_find (store, "certificate")), ==, RELAIS_ACTION_TASK);

  relais_test_await_value (relais_kind_store_export (store, both, "Mine", FALSE), &exported);
  imported = relais_pack_new_from_bytes (g_value_get_boxed (&exported), NULL);
  g_assert_nonnull (imported);
  g_assert_cmpuint (relais_pack_get_kinds (imported)->len, ==, 2);
  g_assert_cmpuint (relais_pack_get_examples (imported)->len, >=, 60);

  relais_test_await_value (relais_kind_store_examples (store, "certificate"), &examples);
  n_examples = g_list_model_get_n_items (g_value_get_object (&examples));
  g_value_unset (&examples);
  relais_test_await (relais_kind_store_merge (store, "absence", "certificate"));
  g_assert_null (relais_kind_store_find (store, "absence"));
  relais_test_await_value (relais_kind_store_examples (store, "certificate"), &examples);
  g_assert_cmpuint (g_list_model_get_n_items (g_value_get_object (&examples)), >, n_examples + 50);

  relais_test_await (relais_kind_store_uninstall (store, "school"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);

  relais_database_close (database);
  relais_test_remove (folder);
}

/* A kind that is called as another one is stays apart from it, and is the same one when its file comes again. */
static void
test_namesakes (void)
{
  static const char file[] = "{\"kinds\":[{\"id\":\"away\",\"name\":{\"en\":\"Away\",\"fr\":\"ABSENCE \"},\"action\":\"task\"},"
                             "{\"id\":\"gone\",\"name\":{\"en\":\"away\"},\"action\":\"task\"}]}";
  g_autofree char *folder = NULL;
  g_autoptr(RelaisDatabase) database = open_database (&folder);
  g_autoptr(RelaisKindStore) store = relais_kind_store_new (database);
  g_autoptr(RelaisPack) school = find_shipped ("school");
  g_autoptr(GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr(RelaisPack) pack = relais_pack_new_from_bytes (bytes, NULL);
  RelaisKind *away;
  guint count;

  relais_test_await (relais_kind_store_install (store, school));
  count = relais_pack_get_kinds (school)->len;
  for (guint i = 0; i < count; i++)
    g_assert_null (relais_kind_store_find_namesake (store, g_ptr_array_index (relais_pack_get_kinds (school), i)));
  g_assert_cmpstr (relais_kind_get_name (relais_kind_store_find (store, "absence"), "fr"), ==, "Absence");
  g_assert_true (relais_kind_store_find_namesake (store, g_ptr_array_index (relais_pack_get_kinds (pack), 0)) ==
                 relais_kind_store_find (store, "absence"));

  for (guint times = 0; times < 2; times++)
    {
      relais_test_await (relais_kind_store_install (store, pack));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, count + 2);
    }
  away = relais_kind_store_find (store, "away");
  g_assert_cmpstr (relais_kind_get_name (away, "fr"), ==, "ABSENCE (2)");
  g_assert_cmpstr (relais_kind_get_name (away, "en"), ==, "Away (2)");
  g_assert_null (relais_kind_store_find_namesake (store, away));
  g_assert_cmpstr (relais_kind_get_name (relais_kind_store_find (store, "gone"), "en"), ==, "away");

  relais_database_close (database);
  relais_test_remove (folder);
}

static guint
count_examples (RelaisKindStore *store,
                const char      *kind)
{
  g_auto(GValue) examples = G_VALUE_INIT;

  relais_test_await_value (relais_kind_store_examples (store, kind), &examples);

  return g_list_model_get_n_items (g_value_get_object (&examples));
}

/* A kind and what it is recognised by are saved together; a kind that is off goes out whole. */
static void
test_teach (void)
{
  g_autofree char *folder = NULL;
  g_autoptr(RelaisDatabase) database = open_database (&folder);
  g_autoptr(RelaisKindStore) store = relais_kind_store_new (database);
  g_autoptr(RelaisPack) school = find_shipped ("school");
  g_autoptr(RelaisKind) off = NULL;
  g_autoptr(GArray) dropped = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_example_free);
  g_autoptr(RelaisExampleItem) first = NULL;
  g_autoptr(RelaisPack) out = NULL;
  const char *ids[] = { "certificate", NULL };
  g_auto(GValue) examples = G_VALUE_INIT;
  g_auto(GValue) exported = G_VALUE_INIT;
  guint before;
  gint64 id;

  relais_test_await (relais_kind_store_install (store, school));
  before = count_examples (store, "certificate");
  relais_test_await_value (relais_kind_store_examples (store, "certificate"), &examples);
  first = g_list_model_get_item (g_value_get_object (&examples), 0);
  id = relais_example_item_get_id (first);
  g_array_append_val (dropped, id);
  g_ptr_array_add (added, relais_example_new (NULL, "en", "A paper that says I am enrolled, please.", 2.0));
  g_ptr_array_add (added, relais_example_new (NULL, "fr", "Un papier qui dit que je suis inscrit.", 2.0));

  off = relais_kind_with (relais_kind_store_find (store, "certificate"), RELAIS_ACTION_DRAFT, 0, FALSE);
  relais_test_await (relais_kind_store_teach (store, off, dropped, added));
  g_assert_false (relais_kind_get_enabled (relais_kind_store_find (store, "certificate")));
  g_assert_cmpuint (count_examples (store, "certificate"), ==, before + 1);

  relais_test_await_value (relais_kind_store_export (store, ids, "Mine", FALSE), &exported);
  out = relais_pack_new_from_bytes (g_value_get_boxed (&exported), NULL);
  g_assert_nonnull (out);
  g_assert_cmpuint (relais_pack_get_examples (out)->len, ==, before + 1);

  relais_database_close (database);
  relais_test_remove (folder);
}

static gboolean
write_correction (RelaisSql  *sql,
                  gpointer    data,
                  GValue     *result,
                  GError    **error)
{
  return relais_sql_exec (sql, error, "INSERT INTO example (kind, language, text, source, created) "
                          "VALUES ('certificate', 'en', 'My son Tim is ill again', 'correction', 0)", "");
}

static guint
count_exported (RelaisKindStore *store,
                gboolean         corrections)
{
  const char *ids[] = { "certificate", NULL };
  g_auto(GValue) exported = G_VALUE_INIT;
  g_autoptr(RelaisPack) out = NULL;

  relais_test_await_value (relais_kind_store_export (store, ids, "Mine", corrections), &exported);
  out = relais_pack_new_from_bytes (g_value_get_boxed (&exported), NULL);

  return relais_pack_get_examples (out)->len;
}

/* Letters of people leave only when that is asked for. */
static void
test_corrections (void)
{
  g_autofree char *folder = NULL;
  g_autoptr(RelaisDatabase) database = open_database (&folder);
  g_autoptr(RelaisKindStore) store = relais_kind_store_new (database);
  g_autoptr(RelaisPack) school = find_shipped ("school");
  const char *both[] = { "absence", "certificate", NULL };
  const char *other[] = { "absence", NULL };
  g_auto(GValue) count = G_VALUE_INIT;
  g_auto(GValue) none = G_VALUE_INIT;
  guint before;

  relais_test_await (relais_kind_store_install (store, school));
  before = count_exported (store, TRUE);
  relais_test_await (relais_database_write (database, "correction", write_correction, NULL, NULL));
  g_assert_cmpuint (count_exported (store, FALSE), ==, before);
  g_assert_cmpuint (count_exported (store, TRUE), ==, before + 1);
  relais_test_await_value (relais_kind_store_count_corrections (store, both), &count);
  g_assert_cmpint (g_value_get_int64 (&count), ==, 1);
  relais_test_await_value (relais_kind_store_count_corrections (store, other), &none);
  g_assert_cmpint (g_value_get_int64 (&none), ==, 0);

  relais_database_close (database);
  relais_test_remove (folder);
}

static gboolean
read_rule (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "SELECT definition FROM rule ORDER BY id", "");
  g_autoptr(GString) all = g_string_new (NULL);

  while (rows != NULL && relais_rows_next (rows, error))
    g_string_append_printf (all, "%s\n", relais_rows_get_string (rows, 0));
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, all->str);

  return rows != NULL;
}

static gboolean
write_rules (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  return relais_sql_exec (sql, error, "INSERT INTO rule (position, definition) VALUES "
                          "(1, '{\"name\":\"a\",\"if\":{\"kind\":\"absence\"},\"then\":{\"kind\":\"absence\"}}'), "
                          "(2, '{\"name\":\"b\",\"if\":{\"kind\":\"timetable\"},\"then\":{\"action\":\"ignore\"}}'), "
                          "(3, 'absence')", "");
}

/* Rules that name the kind that goes name the other one; the rest, readable or not, stays as it is. */
static void
test_merge_rules (void)
{
  g_autofree char *folder = NULL;
  g_autoptr(RelaisDatabase) database = open_database (&folder);
  g_autoptr(RelaisKindStore) store = relais_kind_store_new (database);
  g_autoptr(RelaisPack) school = find_shipped ("school");
  g_auto(GValue) rules = G_VALUE_INIT;

  relais_test_await (relais_kind_store_install (store, school));
  relais_test_await (relais_database_write (database, "rules", write_rules, NULL, NULL));
  relais_test_await (relais_kind_store_merge (store, "absence", "certificate"));
  relais_test_await_value (relais_database_read (database, "rules", read_rule, NULL, NULL), &rules);
  g_assert_cmpstr (g_value_get_string (&rules), ==,
                   "{\"name\":\"a\",\"if\":{\"kind\":\"certificate\"},\"then\":{\"kind\":\"certificate\"}}\n"
                   "{\"name\":\"b\",\"if\":{\"kind\":\"timetable\"},\"then\":{\"action\":\"ignore\"}}\n"
                   "absence\n");

  relais_database_close (database);
  relais_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/triage/packs/shipped", test_shipped);
  g_test_add_func ("/triage/packs/refused", test_refused);
  g_test_add_func ("/triage/kinds/names", test_names);
  g_test_add_func ("/triage/kinds/templates", test_templates);
  g_test_add_func ("/triage/kinds/kept", test_kept);
  g_test_add_func ("/triage/kinds/store", test_store);
  g_test_add_func ("/triage/kinds/namesakes", test_namesakes);
  g_test_add_func ("/triage/kinds/teach", test_teach);
  g_test_add_func ("/triage/kinds/corrections", test_corrections);
  g_test_add_func ("/triage/kinds/merge-rules", test_merge_rules);

  return g_test_run ();
}
