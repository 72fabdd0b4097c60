package org.loopscope.stimulus;

/**
 * One decision of what to show next.
 *
 * @param index running number from 0
 * @param frameIndex the frame whose activity it was made from
 * @param stimulus what to show
 * @param requestedOnsetNs when it shall appear, session clock
 * @param durationNs how long it stays
 * @param deadlineNs latest moment for the presenter to learn of it, session clock
 * @param decidedNs when it was made, session clock
 * @param missedDeadline true when it came too late and the safe default was taken
 * @param policy name of the policy that chose
 * @param modelUpdate serial of the newest model update it rests on, -1 for none
 * @param modelAge presentations measured since the data that this model had learnt from
 */
public record StimulusDecision(
        long index,
        long frameIndex,
        Stimulus stimulus,
        long requestedOnsetNs,
        long durationNs,
        long deadlineNs,
        long decidedNs,
        boolean missedDeadline,
        String policy,
        int modelUpdate,
        int modelAge) {}
