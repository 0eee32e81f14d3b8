/* relais-classifier-model.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "relais-classification.h"
#include "relais-training-set.h"

G_BEGIN_DECLS

/**
 * RelaisClassifierModel:
 *
 * The built-in classifier, trained: it tells of which kind a text is, or that it is none of them.
 * Works on this machine alone: no network, no model to download, at most some megabytes of memory.
 *
 * Immutable, reference-counted boxed type: any number of threads may classify with one model. To
 * learn a correction, train a new model from all examples and replace the old one.
 *
 * Training is deterministic: the same examples in the same order give the same bytes, and a model
 * that was saved and loaded gives exactly the answers it gave before.
 */
#define RELAIS_TYPE_CLASSIFIER_MODEL (relais_classifier_model_get_type ())
typedef struct _RelaisClassifierModel RelaisClassifierModel;

GType                  relais_classifier_model_get_type (void) G_GNUC_CONST;
RelaisClassifierModel *relais_classifier_model_ref (RelaisClassifierModel *self);
void                   relais_classifier_model_unref (RelaisClassifierModel *self);

/**
 * relais_classifier_model_train:
 * @samples: the examples; not changed
 * @threshold: the confidence below which a text is none of the kinds, 0 to 1; or a negative number:
 *   picked by cross-validation on @samples, so that about 1.5 points of in-scope accuracy are given
 *   for refusing what is out of scope (0.3 at least, and 0.5 when there are too few examples to
 *   tell)
 * @cancellable: (nullable): looked at before each of four solver runs; one takes hundredths of a
 *   second for a usual mailbox, and one or two seconds for 15,000 examples
 * @error: %G_IO_ERROR_CANCELLED only
 *
 * Blocks for the whole training (0.2 s for 40 kinds of 30 short examples, 4 s for 150
 * of 100): call it on a worker thread, see core/relais-worker.h. Kinds without an example are never
 * answered; without any example the model answers "none of these" to everything.
 *
 * Returns: (transfer full): the model
 */
RelaisClassifierModel *relais_classifier_model_train (RelaisTrainingSet  *samples,
                                                      double              threshold,
                                                      GCancellable       *cancellable,
                                                      GError            **error);

/**
 * relais_classifier_model_classify:
 * @text: any text, UTF-8 (invalid bytes are ignored); a subject and a body are given as one text
 *   with the subject on the first line
 *
 * Fast (tens of microseconds for a sentence), allocates only its answer.
 *
 * Returns: (transfer full): the answer, without reasons
 */
RelaisClassification *relais_classifier_model_classify (RelaisClassifierModel *self,
                                                        const char            *text);

/**
 * relais_classifier_model_explain:
 * @text: as for relais_classifier_model_classify()
 * @max_reasons: how many words to name at most
 *
 * Returns: (transfer full): the same answer, with the words that counted for and against it
 */
RelaisClassification *relais_classifier_model_explain (RelaisClassifierModel *self,
                                                       const char            *text,
                                                       guint                  max_reasons);

/**
 * relais_classifier_model_get_threshold:
 *
 * Returns: the confidence below which a text is none of these, 0 to 1
 */
double relais_classifier_model_get_threshold (RelaisClassifierModel *self);

guint       relais_classifier_model_get_n_kinds (RelaisClassifierModel *self);
const char *relais_classifier_model_get_kind (RelaisClassifierModel *self,
                                              guint                  index);

/**
 * relais_classifier_model_get_version:
 *
 * Returns: a short stable name of exactly this model (algorithm and hash of its contents), for the
 *   record of a decision
 */
const char *relais_classifier_model_get_version (RelaisClassifierModel *self);

/**
 * relais_classifier_model_to_bytes:
 *
 * Returns: (transfer full): the model as bytes to store; independent of the machine, checksummed
 */
GBytes *relais_classifier_model_to_bytes (RelaisClassifierModel *self);

/**
 * relais_classifier_model_new_from_bytes:
 * @bytes: what relais_classifier_model_to_bytes() gave, from any source: nothing in it is trusted
 * @error: %RELAIS_CLASSIFIER_ERROR_DAMAGED or %RELAIS_CLASSIFIER_ERROR_WRONG_VERSION; train again
 *
 * Returns: (transfer full): the same model
 */
RelaisClassifierModel *relais_classifier_model_new_from_bytes (GBytes  *bytes,
                                                               GError **error);

/**
 * relais_classifier_model_new_from_program:
 * @bytes: what relais_classifier_model_to_bytes() gave when this program was built, and is part of it
 * @error: %RELAIS_CLASSIFIER_ERROR_DAMAGED or %RELAIS_CLASSIFIER_ERROR_WRONG_VERSION
 *
 * The same, in a tenth of the time: the checksum and the form of bytes that were linked with us are not checked at each start.
 *
 * Returns: (transfer full): the same model
 */
RelaisClassifierModel *relais_classifier_model_new_from_program (GBytes  *bytes,
                                                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisClassifierModel, relais_classifier_model_unref)

G_END_DECLS
