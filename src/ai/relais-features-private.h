/* relais-features-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words beyond these are not read: what a mail asks stands in its first pages, and the time and
 * memory that one text may take stay bounded whatever arrives. */
#define RELAIS_FEATURES_MAX_WORDS 1000
#define RELAIS_FEATURES_MAX_LETTERS 40

typedef enum
{
  RELAIS_FEATURE_WORD,    /* a word, and once more with its accents when it has any */
  RELAIS_FEATURE_PAIR,    /* two neighbouring words of one sentence, or a word at its edge */
  RELAIS_FEATURE_LETTERS, /* three or four neighbouring letters of one word and its edges */
} RelaisFeatureGroup;

#define RELAIS_FEATURE_N_GROUPS (RELAIS_FEATURE_LETTERS + 1)

/**
 * RelaisFeature:
 * @hash: what occurs; equal on every machine, forever (saved models depend on it)
 * @word: index of the word it occurs in; for a pair the second one
 * @group: which sort it is
 *
 * One occurrence of something in a text.
 */
typedef struct
{
  guint32 hash;
  guint16 word;
  guint16 group;
} RelaisFeature;

/**
 * RelaisFeatureWord:
 * @start: where the word starts in the text, in bytes
 * @end: where it ends
 * @first_feature: index of its first feature; its features stand together
 * @starts_sentence: whether a sentence or a line starts here
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 first_feature;
  gboolean starts_sentence;
} RelaisFeatureWord;

/**
 * RelaisFeatureList:
 * @features: (element-type RelaisFeature): in the order of their words
 * @words: (element-type RelaisFeatureWord): in the order of the text
 *
 * What was found in one text. It may be filled again and again, which saves allocations.
 */
typedef struct
{
  GArray *features;
  GArray *words;
} RelaisFeatureList;

RelaisFeatureList *relais_feature_list_new (void);
void               relais_feature_list_free (RelaisFeatureList *self);

/**
 * relais_feature_list_fill:
 * @text: any bytes; what is not UTF-8 separates words
 *
 * Replaces the contents with the features of @text. Case and accents do not matter, composed and
 * decomposed letters are the same, and so are all digits: a number counts by its length. A text
 * without any word has nothing.
 */
void relais_feature_list_fill (RelaisFeatureList *self,
                               const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisFeatureList, relais_feature_list_free)

G_END_DECLS
