package org.loopscope.controller.replay;

import java.util.List;

/** What a replay found, in lines for people. */
public record ReplayReport(boolean identical, List<String> lines) {
    public ReplayReport {
        lines = List.copyOf(lines);
    }
}
