package org.loopscope.acquisition.roi.npy;

/** What the elements of an array are. */
enum ElementKind {
    TRUTH,
    SIGNED,
    UNSIGNED,
    FLOAT,
    /** References to Python objects: what comes as a pickle. */
    OBJECT,
    /** Text, dates, records and the like: carried along, never looked into. */
    OTHER
}
