package org.loopscope.controller.recover;

import java.util.List;

/** What a recovery did, in lines for people. */
public record RecoveryReport(List<String> lines) {
    public RecoveryReport {
        lines = List.copyOf(lines);
    }
}
