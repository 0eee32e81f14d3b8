/* make-models.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-learning.h"
#include "relais-resources.h"

/* Runs while Relais is built: writes the classifiers that come with it into the file that it is given. */
int
main (int    argc,
      char **argv)
{
  g_autoptr(GBytes) models = NULL;
  g_autoptr(GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: make-models FILE\n");
      return 2;
    }

  relais_core_init ();
  models = relais_learning_train_shipped ();
  if (!g_file_set_contents (argv[1], g_bytes_get_data (models, NULL), (gssize) g_bytes_get_size (models), &error))
    {
      g_printerr ("make-models: %s\n", error->message);
      return 1;
    }

  return 0;
}
