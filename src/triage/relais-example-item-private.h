/* relais-example-item-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind-store.h"

G_BEGIN_DECLS

RelaisExampleItem *relais_example_item_new (gint64      id,
                                            const char *text,
                                            const char *source);

G_END_DECLS
