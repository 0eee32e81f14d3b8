/* relais-example-file.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A RelaisWorkFunc: the text of a mail file, without what it quotes, or of a plain text file. @data: a GFile. Resolves to a string; ""
 * when there is nothing to read in it. %G_IO_ERROR_INVALID_DATA: neither a mail nor a text, or too large for an example. */
gboolean relais_example_file_read (gpointer       data,
                                   GCancellable  *cancellable,
                                   GValue        *result,
                                   GError       **error);

G_END_DECLS
