/* test-workspace-models.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-learning.h"
#include "workspace-world.h"

static RelaisClassifierModel *
load_shipped (RelaisTrainingSet *samples)
{
  g_autofree char *hash = relais_training_set_dup_hash (samples);

  return relais_learning_load_shipped (hash);
}

/* What came with Relais is, byte for byte, what this program trains. */
static void
check_same (GPtrArray *packs)
{
  g_autoptr(RelaisTrainingSet) samples = relais_learning_make_pack_set (packs);
  g_autoptr(RelaisClassifierModel) shipped = load_shipped (samples);
  g_autoptr(RelaisClassifierModel) trained = relais_classifier_model_train (samples, -1.0, NULL, NULL);
  g_autoptr(GBytes) expected = relais_classifier_model_to_bytes (trained);
  g_autoptr(GBytes) bytes = NULL;

  g_assert_nonnull (shipped);
  bytes = relais_classifier_model_to_bytes (shipped);
  g_assert_true (g_bytes_equal (bytes, expected));
  g_assert_cmpstr (relais_classifier_model_get_version (shipped), ==, relais_classifier_model_get_version (trained));
}

static void
test_same (void)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();

  g_assert_cmpuint (packs->len, >, 1);
  check_same (packs);
  for (guint i = 0; i < packs->len; i++)
    {
      g_autoptr(GPtrArray) one = g_ptr_array_new ();
      g_autoptr(RelaisTrainingSet) samples = NULL;
      g_autoptr(RelaisClassifierModel) model = NULL;

      g_ptr_array_add (one, g_ptr_array_index (packs, i));
      samples = relais_learning_make_pack_set (one);
      model = load_shipped (samples);
      g_assert_nonnull (model);
      g_assert_cmpuint (relais_classifier_model_get_n_kinds (model), ==, relais_training_set_get_n_kinds (samples));
    }
}

/* The set of one pack: without its example @left_out, and with @weight for the first. */
static RelaisTrainingSet *
make_changed (RelaisPack *pack,
              guint       left_out,
              double      weight)
{
  g_autoptr(GPtrArray) examples = g_ptr_array_copy (relais_pack_get_examples (pack), NULL, NULL);
  const RelaisExample *first = g_ptr_array_index (examples, 0);
  RelaisExample heavier = { first->kind, first->language, first->text, weight };

  g_ptr_array_set_free_func (examples, NULL);
  examples->pdata[0] = &heavier;
  if (left_out > 0)
    g_ptr_array_remove_index (examples, left_out);

  return relais_learning_make_set (relais_pack_get_kinds (pack), examples);
}

static void
test_changed (void)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  RelaisPack *pack = g_ptr_array_index (packs, 0);
  g_autoptr(RelaisTrainingSet) same = make_changed (pack, 0, 1.0);
  g_autoptr(RelaisTrainingSet) heavier = make_changed (pack, 0, 2.0);
  g_autoptr(RelaisTrainingSet) fewer = make_changed (pack, 1, 1.0);
  g_autoptr(RelaisTrainingSet) more = make_changed (pack, 0, 1.0);
  g_autoptr(RelaisTrainingSet) other = make_changed (pack, 0, 1.0);
  g_autoptr(RelaisClassifierModel) known = load_shipped (same);
  const char *kind = relais_training_set_get_sample (same, 0)->kind;

  relais_training_set_add (more, "one more", kind, 1.0);
  relais_training_set_add (other, "one more", NULL, 1.0);
  g_assert_nonnull (known);
  g_assert_null (load_shipped (heavier));
  g_assert_null (load_shipped (fewer));
  g_assert_null (load_shipped (more));
  g_assert_null (load_shipped (other));
}

static const char *
get_version (WorkspaceWorld *world)
{
  return relais_classifier_model_get_version (relais_knowledge_get_model (relais_triage_get_knowledge (world->triage)));
}

/* A workspace with an unchanged pack trains nothing and keeps nothing; one that learned keeps its own, and the pack's is back with
 * the pack. */
static void
test_workspace (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autofree char *kept = g_build_filename (folder, "classifier.model", NULL);
  WorkspaceWorld *world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
  RelaisKindStore *kinds = relais_workspace_get_kinds (world->workspace);
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_example_free);
  g_autoptr(RelaisTrainingSet) samples = NULL;
  g_autoptr(RelaisClassifierModel) shipped = NULL;

  g_ptr_array_add (one, g_ptr_array_index (packs, 1));
  samples = relais_learning_make_pack_set (one);
  shipped = load_shipped (samples);

  /* What it had without any kind. */
  g_remove (kept);
  relais_test_await (relais_kind_store_install (kinds, g_ptr_array_index (packs, 1)));
  workspace_world_settle (world);
  g_assert_cmpstr (get_version (world), ==, relais_classifier_model_get_version (shipped));
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));

  g_ptr_array_add (added, relais_example_new (NULL, "en", "one more of these", 1.0));
  relais_test_await (relais_kind_store_teach (kinds, relais_kind_store_find (kinds, relais_training_set_get_kind (samples, 0)),
                                              NULL, added));
  workspace_world_settle (world);
  g_assert_cmpstr (get_version (world), !=, relais_classifier_model_get_version (shipped));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));

  relais_test_await (relais_kind_store_uninstall (kinds, relais_pack_get_id (g_ptr_array_index (packs, 1))));
  relais_test_await (relais_kind_store_install (kinds, g_ptr_array_index (packs, 1)));
  workspace_world_settle (world);
  g_assert_cmpstr (get_version (world), ==, relais_classifier_model_get_version (shipped));

  workspace_world_close (world);
  relais_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  relais_workspace_load_models ();

  g_test_add_func ("/workspace/models/same", test_same);
  g_test_add_func ("/workspace/models/changed", test_changed);
  g_test_add_func ("/workspace/models/workspace", test_workspace);

  return g_test_run ();
}
