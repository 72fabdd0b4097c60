package org.loopscope.controller.cli;

import java.nio.file.Path;

/** The folder that Loopscope lies in; the launcher names it. */
final class Home {
    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("loopscope.home", "."));
    }
}
