/* relais-classifier-calibration-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classifier-scorer-private.h"

G_BEGIN_DECLS

/**
 * RelaisClassifierCurve:
 *
 * A logistic curve from the strength of the evidence to a probability.
 */
typedef struct
{
  double slope;
  double offset;
} RelaisClassifierCurve;

/**
 * RelaisClassifierCalibration:
 * @right: how probable it is that the best kind is right
 * @in_scope: how probable it is that the text is of one of the kinds
 * @sharpness: how sharply the kinds behind the best one are told apart
 * @threshold: the probability of @right below which a text is none of the kinds
 *
 * What turns scores into probabilities.
 */
typedef struct
{
  RelaisClassifierCurve right;
  RelaisClassifierCurve in_scope;
  double sharpness;
  double threshold;
} RelaisClassifierCalibration;

/**
 * relais_classifier_calibrate:
 * @examples: (array length=n_examples): all examples of the training
 * @none: the number of the class that stands for "none of the kinds"
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Trains three times without a third of the rows and, when there are enough, without a third of the
 * kinds, and looks how the held-out rows score: rows of the kinds that were left out, and rows of
 * no kind, stand for what is out of scope. The threshold is the one that refuses 2 points of the
 * held-out rows in scope that would have been right, and 0.3 at least.
 */
gboolean relais_classifier_calibrate (RelaisClassifierCalibration   *self,
                                      const RelaisClassifierExample *examples,
                                      guint                          n_examples,
                                      guint                          none,
                                      GCancellable                  *cancellable,
                                      GError                       **error);

double relais_classifier_curve_read (const RelaisClassifierCurve *self,
                                     double                       strength);

G_END_DECLS
