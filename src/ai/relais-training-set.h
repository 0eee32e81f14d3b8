/* relais-training-set.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RelaisTrainingSet:
 *
 * Texts whose kind is known, and the list of kinds they may have: what the built-in classifier
 * learns from, and what it is measured on.
 *
 * Reference-counted boxed type. Fill it on one thread, then hand it over; from then on it is only
 * read, which any thread may do.
 */
#define RELAIS_TYPE_TRAINING_SET (relais_training_set_get_type ())
typedef struct _RelaisTrainingSet RelaisTrainingSet;

/**
 * RELAIS_CLASSIFIER_ERROR:
 *
 * What can go wrong around the built-in classifier. Cancellation is %G_IO_ERROR_CANCELLED, a file
 * that cannot be read keeps its own %G_FILE_ERROR or %G_IO_ERROR.
 */
#define RELAIS_CLASSIFIER_ERROR (relais_classifier_error_quark ())

/**
 * RelaisClassifierError:
 * @RELAIS_CLASSIFIER_ERROR_BAD_ROW: a row of a training file is malformed; the message has its line
 * @RELAIS_CLASSIFIER_ERROR_UNKNOWN_KIND: a row names a kind that the list of kinds does not have
 * @RELAIS_CLASSIFIER_ERROR_BAD_KINDS: the file of kinds is malformed, or names a kind twice
 * @RELAIS_CLASSIFIER_ERROR_DAMAGED: a saved model is damaged or cut short: train again
 * @RELAIS_CLASSIFIER_ERROR_WRONG_VERSION: a saved model is of another version: train again
 */
typedef enum
{
  RELAIS_CLASSIFIER_ERROR_BAD_ROW,
  RELAIS_CLASSIFIER_ERROR_UNKNOWN_KIND,
  RELAIS_CLASSIFIER_ERROR_BAD_KINDS,
  RELAIS_CLASSIFIER_ERROR_DAMAGED,
  RELAIS_CLASSIFIER_ERROR_WRONG_VERSION,
} RelaisClassifierError;

/**
 * RelaisTrainingSample:
 * @text: the text, UTF-8
 * @kind: (nullable): its kind, or %NULL when it is none of the kinds
 * @weight: how much it counts; 1 for an example of a pack, more for a correction by the user
 */
typedef struct
{
  const char *text;
  const char *kind;
  double weight;
} RelaisTrainingSample;

GType              relais_training_set_get_type (void) G_GNUC_CONST;
GQuark             relais_classifier_error_quark (void);
RelaisTrainingSet *relais_training_set_new (void);
RelaisTrainingSet *relais_training_set_ref (RelaisTrainingSet *self);
void               relais_training_set_unref (RelaisTrainingSet *self);

/**
 * relais_training_set_add_kind:
 * @kind: identifier of a kind, as it will come back from the classifier
 *
 * Makes @kind known, in this order. Once one kind was added (or a file of kinds loaded) the list is
 * closed for files: relais_training_set_load_rows() refuses a row of any other kind.
 *
 * Returns: %FALSE when it was known already
 */
gboolean relais_training_set_add_kind (RelaisTrainingSet *self,
                                       const char        *kind);

gboolean relais_training_set_has_kind (RelaisTrainingSet *self,
                                       const char        *kind);

/**
 * relais_training_set_add:
 * @text: UTF-8; invalid bytes are replaced
 * @kind: (nullable): %NULL when the text is none of the kinds; a new kind is added to the list
 * @weight: greater than 0; a weight of 3 counts like the same text given three times, and 20 at
 *   most
 *
 * Adds one example.
 */
void relais_training_set_add (RelaisTrainingSet *self,
                              const char        *text,
                              const char        *kind,
                              double             weight);

/**
 * relais_training_set_load_kinds:
 * @path: a JSON array of strings or of objects with "id" (or "name"), an object {"kinds": […]} of
 *   the same (a pack is one), or a plain text with one kind on each line
 *
 * Makes every kind of the file known. Only the identifiers are read: the examples of a pack are
 * rows to add by their owner. Errors: %RELAIS_CLASSIFIER_ERROR_BAD_KINDS, or the file's own.
 */
gboolean relais_training_set_load_kinds (RelaisTrainingSet  *self,
                                         const char         *path,
                                         GError            **error);

/**
 * relais_training_set_load_rows:
 * @path: JSON lines {"text": "…", "kind": "…", "weight": 1.0}; a kind that is null or absent means
 *   none of the kinds; weight is optional; other members are ignored and so are empty lines
 *
 * Reads all rows of a file, or none: the first row that is wrong is refused with its line number.
 * Errors: %RELAIS_CLASSIFIER_ERROR_BAD_ROW, %RELAIS_CLASSIFIER_ERROR_UNKNOWN_KIND, or the file's
 * own.
 */
gboolean relais_training_set_load_rows (RelaisTrainingSet  *self,
                                        const char         *path,
                                        GError            **error);

guint                       relais_training_set_get_n_samples (RelaisTrainingSet *self);
const RelaisTrainingSample *relais_training_set_get_sample (RelaisTrainingSet *self,
                                                            guint              index);
guint                       relais_training_set_get_n_kinds (RelaisTrainingSet *self);
const char                 *relais_training_set_get_kind (RelaisTrainingSet *self,
                                                          guint              index);

/**
 * relais_training_set_dup_hash:
 *
 * The same texts of the same kinds with the same weights in the same order have the same hash on every machine and in every
 * locale, and nothing else has: it names what was learned from.
 *
 * Returns: (transfer full): %RELAIS_TRAINING_SET_HASH_LENGTH hexadecimal digits
 */
#define RELAIS_TRAINING_SET_HASH_LENGTH 64
char *relais_training_set_dup_hash (RelaisTrainingSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisTrainingSet, relais_training_set_unref)

G_END_DECLS
