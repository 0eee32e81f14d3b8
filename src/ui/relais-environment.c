/* relais-environment.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "relais-environment.h"

/* Without a graphics device (a virtual machine, a remote desktop) GL is computed by the processor, by a driver that brings a compiler
 * with it: starting it takes a quarter of the start of an empty window, and it holds 50 MB. GTK draws lists no faster with it than
 * with cairo (tests/bench/window, part "scroll", with GSK_RENDERER=gl beside it), and WebKit, which paints letters without GL in any
 * case (relais-message-web.c), starts it once more to ask for its name. So both are told beforehand that there is none. */

/* What drives GL where there is a device for it: the kernel's own drivers, and those beside it. */
static const char * const devices[] = {
  "/dev/nvidiactl",
  "/dev/dxg",
  "/dev/mali0",
  "/dev/kgsl-3d0",
};

static gboolean
has_device (void)
{
  g_autoptr(GDir) directory = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      if (g_str_has_prefix (name, "renderD"))
        return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      if (g_file_test (devices[i], G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

static void
init_gl (void)
{
  const char *renderer = g_getenv ("GSK_RENDERER");

  if (renderer != NULL ? !g_str_equal (renderer, "cairo") : has_device ())
    return;

  g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
  /* Where WebKit would look which device the letters are to be painted on: nowhere. */
  g_setenv ("WEBKIT_DISABLE_DMABUF_RENDERER", "1", FALSE);
  g_setenv ("WEBKIT_WEB_RENDER_DEVICE_FILE", "/dev/null", FALSE);
}

void
relais_environment_init (void)
{
  init_gl ();
  /* No letter runs a script: an engine that compiles none is 6 MB smaller, and has no memory that is both written and run. */
  g_setenv ("JSC_useJIT", "0", FALSE);
}

static void
end_now (int number)
{
  _exit (EXIT_SUCCESS);
}

void
relais_environment_end_after (guint seconds)
{
  signal (SIGALRM, end_now);
  alarm (seconds);
}
