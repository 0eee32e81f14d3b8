/* test-send-journal.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-send-journal-private.h"
#include "relais-test.h"

#define ID "abc@relais.example"

static void
set (const char     *folder,
     RelaisSendMark  mark)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (relais_send_journal_set (folder, ID, mark, &error));
  g_assert_no_error (error);
}

static void
test_marks (void)
{
  g_autofree char *parent = relais_test_make_folder ();
  g_autofree char *folder = g_build_filename (parent, "sending", NULL);

  g_assert_cmpint (relais_send_journal_get (folder, ID), ==, RELAIS_SEND_MARK_NONE);
  set (folder, RELAIS_SEND_MARK_NONE);
  for (RelaisSendMark mark = RELAIS_SEND_MARK_PREPARED; mark <= RELAIS_SEND_MARK_ACCEPTED; mark++)
    {
      set (folder, mark);
      g_assert_cmpint (relais_send_journal_get (folder, ID), ==, (int) mark);
      g_assert_cmpint (relais_send_journal_get (folder, "other@relais.example"), ==, RELAIS_SEND_MARK_NONE);
    }
  set (folder, RELAIS_SEND_MARK_NONE);
  g_assert_cmpint (relais_send_journal_get (folder, ID), ==, RELAIS_SEND_MARK_NONE);
  relais_test_remove (parent);
}

/* After a crash of the machine a rename may be missing on the disk. */
static void
test_other_boot (void)
{
  g_autofree char *folder = relais_test_make_folder ();

  relais_send_journal_set_boot ("first");
  set (folder, RELAIS_SEND_MARK_PREPARED);
  g_assert_cmpint (relais_send_journal_get (folder, ID), ==, RELAIS_SEND_MARK_PREPARED);
  relais_send_journal_set_boot ("second");
  g_assert_cmpint (relais_send_journal_get (folder, ID), ==, RELAIS_SEND_MARK_LEAVING);
  set (folder, RELAIS_SEND_MARK_PREPARED);
  g_assert_cmpint (relais_send_journal_get (folder, ID), ==, RELAIS_SEND_MARK_PREPARED);
  relais_send_journal_set_boot (NULL);
  relais_test_remove (folder);
}

/* Without a mark before it the dot must not go out. */
static void
test_out_of_order (void)
{
  g_autofree char *folder = relais_test_make_folder ();
  g_autoptr(GError) error = NULL;

  g_assert_false (relais_send_journal_set (folder, ID, RELAIS_SEND_MARK_LEAVING, &error));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TRY_LATER);
  relais_test_remove (folder);
}

static void
test_saves (void)
{
  g_autofree char *folder = relais_test_make_folder ();

  g_assert_false (relais_send_journal_get_saves (folder, "account"));
  relais_send_journal_set_saves (folder, "account");
  g_assert_true (relais_send_journal_get_saves (folder, "account"));
  g_assert_false (relais_send_journal_get_saves (folder, "other"));
  relais_test_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/mail/send-journal/marks", test_marks);
  g_test_add_func ("/mail/send-journal/other-boot", test_other_boot);
  g_test_add_func ("/mail/send-journal/out-of-order", test_out_of_order);
  g_test_add_func ("/mail/send-journal/saves", test_saves);

  return g_test_run ();
}
