/* relais-pack.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind.h"

G_BEGIN_DECLS

/* A pack: kinds with their examples, as shipped (data/packs), exported and imported. Immutable. */
#define RELAIS_TYPE_PACK (relais_pack_get_type ())

G_DECLARE_FINAL_TYPE (RelaisPack, relais_pack, RELAIS, PACK, GObject)

/**
 * RelaisExample:
 * @kind: (nullable): %NULL: none of these
 * @language: (nullable)
 */
typedef struct
{
  char   *kind;
  char   *language;
  char   *text;
  double  weight;
} RelaisExample;

void           relais_example_free        (RelaisExample *example);
RelaisExample *relais_example_new         (const char    *kind,
                                           const char    *language,
                                           const char    *text,
                                           double         weight);

/* The packs that come with Relais. (element-type RelaisPack) (transfer container) */
GPtrArray     *relais_pack_list_shipped   (void);

/* Texts outside all kinds, so that "none of these" is learned. (element-type RelaisExample) (transfer container) */
GPtrArray     *relais_pack_list_background (void);

/* @bytes: a file that somebody gives us: bounded, checked, refused by name. */
RelaisPack    *relais_pack_new_from_bytes (GBytes        *bytes,
                                           GError       **error);
GBytes        *relais_pack_to_bytes       (const char    *id,
                                           const char    *name,
                                           GPtrArray     *kinds,
                                           GPtrArray     *examples);
const char    *relais_pack_get_id         (RelaisPack    *self);
const char    *relais_pack_get_name       (RelaisPack    *self,
                                           const char    *language);
const char    *relais_pack_get_summary    (RelaisPack    *self,
                                           const char    *language);
const char    *relais_pack_get_icon       (RelaisPack    *self);
GPtrArray     *relais_pack_get_kinds      (RelaisPack    *self);
GPtrArray     *relais_pack_get_examples   (RelaisPack    *self);

G_END_DECLS
