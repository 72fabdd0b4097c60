package org.loopscope.controller.whatif;

import java.util.List;
import java.util.Optional;
import org.loopscope.controller.config.KeyDifference;

/**
 * The recorded session and the what-if side by side.
 *
 * @param recordedDevice what the session's model ran on
 * @param triedDevice what the what-if's did
 * @param identical whether every bit of activity, decisions, responses, quality and model is the same
 * @param compared how much was held against the journal, in words
 * @param keys in which the two experiments differ
 * @param notes what was not tried, and what was taken in place of something, one line each
 * @param cells which are which; empty where the what-if never came to have any
 */
public record WhatIfReport(
        String sessionId,
        String recordedDevice,
        String triedDevice,
        boolean identical,
        String compared,
        List<KeyDifference> keys,
        List<String> notes,
        Optional<CellPairs> cells,
        ActivityAgreement activity,
        DecisionAgreement decisions,
        TargetAgreement targets,
        QualityAgreement quality,
        List<ImageAgreement> images) {
    public WhatIfReport {
        keys = List.copyOf(keys);
        notes = List.copyOf(notes);
        images = List.copyOf(images);
    }

    /** What to make of a replay that only the device tells from the session; empty where more differs, or nothing. */
    public Optional<DeviceVerdict> deviceVerdict() {
        boolean deviceAlone = keys.stream().allMatch(key -> key.in("model.device"))
                && !recordedDevice.equals(triedDevice)
                && cells.isPresent();
        return deviceAlone ? Optional.of(DeviceVerdict.of(this)) : Optional.empty();
    }
}
