/* relais-kind-names.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind.h"

G_BEGIN_DECLS

/* Kinds are told apart by their names wherever people choose one. Two kinds are namesakes when they are called the same in a language, whatever
 * the case; each is called as relais_kind_get_name() says. Any thread. */

/* @kinds: (element-type RelaisKind): @kind itself, known by its id, may be among them. (transfer none) (nullable) */
RelaisKind *relais_kind_names_find      (GPtrArray  *kinds,
                                         RelaisKind *kind);

/* @kind with a number behind its names when it has a namesake among @kinds, else @kind. (transfer full) */
RelaisKind *relais_kind_names_set_apart (GPtrArray  *kinds,
                                         RelaisKind *kind);

G_END_DECLS
