/* relais-classifier-model-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classifier-calibration-private.h"
#include "relais-classifier-model.h"

G_BEGIN_DECLS

/* A model is what these three are; everything else follows from them.
 *
 * @checksum: (nullable): of the saved contents, when it was just checked; else it is computed
 */
RelaisClassifierModel *relais_classifier_model_new (GPtrArray                         *kinds,
                                                    RelaisClassifierScorer            *scorer,
                                                    const RelaisClassifierCalibration *calibration,
                                                    const guint8                      *checksum);

/* Where relais_classifier_model_to_bytes() puts the SHA-256 of the contents. */
#define RELAIS_CLASSIFIER_CHECKSUM_OFFSET 16

GPtrArray                         *relais_classifier_model_peek_kinds (RelaisClassifierModel *self);
const RelaisClassifierScorer *relais_classifier_model_peek_scorer (RelaisClassifierModel *self);
const RelaisClassifierCalibration *
relais_classifier_model_peek_calibration (RelaisClassifierModel *self);

G_END_DECLS
