/* triage-case.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>

#include "triage-case.h"

void
triage_case_open (TriageCase   *self,
                  int          *argc,
                  char       ***argv)
{
  const RelaisIdentity me = { .name = (char *) "Louise", .address = (char *) "desk@relais.example", .team = (char *) "Desk" };
  g_autofree char *file = NULL;

  relais_test_init (argc, argv);
  self->folder = relais_test_make_folder ();
  camel_init (self->folder, FALSE);
  self->knowledge = relais_knowledge_new_shipped (&me, NULL, NULL);
  file = g_build_filename (self->folder, "relais.db", NULL);
  self->database = relais_database_new (file);
  relais_test_await (relais_database_open (self->database));
}

void
triage_case_close (TriageCase *self)
{
  relais_database_close (self->database);
  g_clear_object (&self->database);
  relais_test_settle ();
  g_clear_pointer (&self->knowledge, relais_knowledge_unref);
  relais_test_remove (self->folder);
  g_free (self->folder);
}
