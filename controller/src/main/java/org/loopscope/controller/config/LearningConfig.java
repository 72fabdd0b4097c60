package org.loopscope.controller.config;

/**
 * How the model learns during the session.
 *
 * @param stepsPerPresentation optimiser steps that each presentation grants
 * @param learningRate while mapping
 * @param polishSteps optimiser steps after the mapping, at falling learning rates
 * @param evaluateEvery presentations between two measurements of quality
 * @param rescoreEvery presentations between two scorings of the bank
 * @param ascentSteps gradient ascent steps of a most exciting image
 * @param ascentStepsPerPresentation gradient ascent steps that each presentation of a synthesis block grants
 * @param targets how many neurons the session aims at
 */
public record LearningConfig(
        int stepsPerPresentation,
        float learningRate,
        int polishSteps,
        int evaluateEvery,
        int rescoreEvery,
        int ascentSteps,
        int ascentStepsPerPresentation,
        int targets) {}
