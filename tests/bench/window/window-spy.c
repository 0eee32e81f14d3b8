/* window-spy.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Preloaded into a GTK 3 or GTK 4 program, which is not changed for it: writes a line for what happens to its windows into the
 * file WINDOW_SPY. Every time is of the monotonic clock, in µs; "cpu" is what the main thread used by itself.
 *
 *   frame TIME PAINT CPU     a frame was painted: when, for how long, processor time since the last one
 *   row TIME TYPE            a widget of one of the types named in WINDOW_SPY_ROWS (with commas) came on screen
 *   usable TIME CPU          a frame was painted with such a widget (with any content, when no types are named), and the main
 *                            loop is free again; processor time of the whole process until then
 */

static FILE *output;
static char **row_types;
static gint64 paint_start;
static gint64 last_cpu;
static gboolean row_seen;
static gboolean usable_told;

/* GdkFrameClock and GtkWidget are looked up by name: this file is linked with neither GTK. */
typedef GType (*GetType) (void);
typedef int (*ApplicationRun) (GApplication  *application,
                               int            argc,
                               char         **argv);

int g_application_run (GApplication  *application,
                       int            argc,
                       char         **argv);

static gint64
cpu_time (clockid_t clock)
{
  struct timespec spec;

  clock_gettime (clock, &spec);

  return (gint64) spec.tv_sec * G_USEC_PER_SEC + spec.tv_nsec / 1000;
}

static gboolean
usable_cb (gpointer data)
{
  fprintf (output, "usable %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", g_get_monotonic_time (),
           cpu_time (CLOCK_PROCESS_CPUTIME_ID));
  fflush (output);

  return G_SOURCE_REMOVE;
}

static gboolean
before_paint_cb (GSignalInvocationHint *hint,
                 guint                  n_values,
                 const GValue          *values,
                 gpointer               data)
{
  paint_start = g_get_monotonic_time ();

  return TRUE;
}

static gboolean
after_paint_cb (GSignalInvocationHint *hint,
                guint                  n_values,
                const GValue          *values,
                gpointer               data)
{
  gint64 now = g_get_monotonic_time ();
  gint64 cpu = cpu_time (CLOCK_THREAD_CPUTIME_ID);

  fprintf (output, "frame %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now, now - paint_start,
           cpu - last_cpu);
  fflush (output);
  last_cpu = cpu;
  if (row_seen && !usable_told)
    {
      usable_told = TRUE;
      g_idle_add (usable_cb, NULL);
    }

  return TRUE;
}

static gboolean
map_cb (GSignalInvocationHint *hint,
        guint                  n_values,
        const GValue          *values,
        gpointer               data)
{
  const char *type = G_OBJECT_TYPE_NAME (g_value_get_object (&values[0]));

  if (row_types != NULL && g_strv_contains ((const char * const *) row_types, type))
    {
      row_seen = TRUE;
      fprintf (output, "row %" G_GINT64_FORMAT " %s\n", g_get_monotonic_time (), type);
    }

  return TRUE;
}

static void
watch (GType                type,
       const char          *signal,
       GSignalEmissionHook  hook)
{
  g_type_class_unref (g_type_class_ref (type));
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, hook, NULL, NULL);
}

/* Every GTK application goes through here, once its libraries are loaded. */
int
g_application_run (GApplication  *application,
                   int            argc,
                   char         **argv)
{
  ApplicationRun run = (ApplicationRun) dlsym (RTLD_NEXT, "g_application_run");
  GetType clock_type = (GetType) dlsym (RTLD_DEFAULT, "gdk_frame_clock_get_type");
  GetType widget_type = (GetType) dlsym (RTLD_DEFAULT, "gtk_widget_get_type");
  const char *file = g_getenv ("WINDOW_SPY");
  const char *rows = g_getenv ("WINDOW_SPY_ROWS");

  if (file != NULL && clock_type != NULL && widget_type != NULL && (output = fopen (file, "w")) != NULL)
    {
      row_types = rows != NULL ? g_strsplit (rows, ",", -1) : NULL;
      row_seen = rows == NULL;
      watch (clock_type (), "before-paint", before_paint_cb);
      watch (clock_type (), "after-paint", after_paint_cb);
      watch (widget_type (), "map", map_cb);
    }
  /* What it starts itself, a web process above all, is not watched. */
  g_unsetenv ("LD_PRELOAD");

  return run (application, argc, argv);
}
