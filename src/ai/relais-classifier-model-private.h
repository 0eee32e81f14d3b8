/* relais-classifier-model-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-classifier-calibration-private.h"
#include "relais-classifier-model.h"

G_BEGIN_DECLS

/* A model is what these three are; everything else follows from them. */
RelaisClassifierModel *relais_classifier_model_new (GPtrArray                         *kinds,
                                                    RelaisClassifierScorer            *scorer,
                                                    const RelaisClassifierCalibration *calibration);

GPtrArray                         *relais_classifier_model_peek_kinds (RelaisClassifierModel *self);
const RelaisClassifierScorer *relais_classifier_model_peek_scorer (RelaisClassifierModel *self);
const RelaisClassifierCalibration *
relais_classifier_model_peek_calibration (RelaisClassifierModel *self);

G_END_DECLS
