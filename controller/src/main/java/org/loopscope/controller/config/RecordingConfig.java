package org.loopscope.controller.config;

import java.util.List;

/** What the NWB file says of the recording; a text that was not given is empty. Wavelengths in nanometers. */
public record RecordingConfig(
        String sessionDescription,
        List<String> experimenter,
        String institution,
        String lab,
        String experimentDescription,
        List<String> keywords,
        String location,
        String indicator,
        double excitationNm,
        double emissionNm) {
    public RecordingConfig {
        experimenter = List.copyOf(experimenter);
        keywords = List.copyOf(keywords);
    }
}
