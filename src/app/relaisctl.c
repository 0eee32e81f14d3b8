/* relaisctl.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <stdio.h>

#include "relais-log.h"
#include "relais-resources.h"
#include "relaisctl.h"
#include "relaisctl-classify.h"

static int
classify (const RelaisctlContext  *context,
          int                      argc,
          char                   **argv)
{
  return relaisctl_classify (argc, argv);
}

static const struct
{
  const char       *name;
  RelaisctlCommand  run;
  const char       *summary;
} commands[] = {
  { "demo", relaisctl_demo, "the demo mailbox end to end; no network" },
  { "accounts", relaisctl_accounts, "the desktop's mail accounts: list, add, remove" },
  { "triage", relaisctl_triage, "what the mails of a Maildir or of an account ask, and what would be answered" },
  { "classify", classify, "train and measure the built-in classifier on a file" },
  { "jobs", relaisctl_jobs, "what waits, runs or failed in the queue" },
};

static void
print_usage (FILE *stream)
{
  fputs ("usage: relaisctl [--workspace NAME] COMMAND [OPTION…]\n\n", stream);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-10s %s\n", commands[i].name, commands[i].summary);
  fputs ("\nEach command has --help. Exit status: 0 done, 1 it failed, 2 wrong usage.\n", stream);
}

int
relaisctl_fail (const GError *error)
{
  g_printerr ("relaisctl: %s\n", error->message);

  return 1;
}

void
relaisctl_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  puts (text);
}

gboolean
relaisctl_wait (DexFuture *future,
                GValue    *value)
{
  g_autoptr(GError) error = NULL;

  if (relais_future_run (future, value, &error))
    return TRUE;
  relaisctl_fail (error);

  return FALSE;
}

gboolean
relaisctl_parse (const char          *summary,
                 const GOptionEntry  *options,
                 int                 *argc,
                 char              ***argv)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      relaisctl_fail (error);
      return FALSE;
    }
  if (*argc > 1)
    {
      g_printerr ("relaisctl %s: “%s” is not understood\n", (*argv)[0], (*argv)[1]);
      return FALSE;
    }

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  RelaisctlContext context = { NULL };
  int first = 1;

  relais_log_install ();
  setlocale (LC_ALL, "");
  if (first + 1 < argc && g_str_equal (argv[first], "--workspace"))
    {
      context.workspace = argv[first + 1];
      first += 2;
      if (!relais_workspace_is_name (context.workspace))
        {
          g_printerr ("relaisctl: a workspace’s name has letters, digits, “-” and “_” only\n");
          return 2;
        }
    }
  if (first >= argc || g_str_equal (argv[first], "--help") || g_str_equal (argv[first], "-h"))
    {
      print_usage (first >= argc ? stderr : stdout);
      return first >= argc ? 2 : 0;
    }
  if (g_str_equal (argv[first], "--version"))
    {
      puts ("Relais " RELAIS_VERSION);
      return 0;
    }

  relais_core_init ();
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[first], commands[i].name))
      {
        g_autofree char *program = g_strdup_printf ("relaisctl %s", commands[i].name);

        g_set_prgname (program);
        return commands[i].run (&context, argc - first, argv + first);
      }

  g_printerr ("relaisctl: there is no command “%s”\n\n", argv[first]);
  print_usage (stderr);

  return 2;
}
