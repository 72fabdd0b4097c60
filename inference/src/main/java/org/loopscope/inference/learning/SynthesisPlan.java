package org.loopscope.inference.learning;

/** What a synthesis makes, and where its steps are taken. */
public record SynthesisPlan(TargetGoal goal, PictureSpace space) {
    /** Each target's most exciting image, in pixels. */
    public static SynthesisPlan mostExciting() {
        return new SynthesisPlan(new TargetGoal.MostExciting(), PictureSpace.PIXELS);
    }
}
