package org.loopscope.acquisition.path;

/** Told when a stage of the path has ended, on the imaging thread: for measuring. */
@FunctionalInterface
public interface StageWatch {
    /** Nobody measures. */
    StageWatch UNWATCHED = stage -> {};

    void ended(Stage stage);
}
