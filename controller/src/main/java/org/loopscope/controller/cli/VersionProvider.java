package org.loopscope.controller.cli;

import picocli.CommandLine.IVersionProvider;

/** The software's version, as every log carries it. */
public final class VersionProvider implements IVersionProvider {
    public static final String VERSION = "0.1.0";

    @Override
    public String[] getVersion() {
        return new String[] {"Loopscope " + VERSION};
    }
}
