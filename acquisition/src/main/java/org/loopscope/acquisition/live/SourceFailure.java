package org.loopscope.acquisition.live;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A source has failed, or sent what makes no sense: one line with what, where and what to do. */
public final class SourceFailure extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    public SourceFailure(String what) {
        super(what, new IOException(what));
    }

    public SourceFailure(String what, IOException cause) {
        super(what, cause);
    }
}
