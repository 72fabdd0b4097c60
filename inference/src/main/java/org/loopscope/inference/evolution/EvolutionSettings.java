package org.loopscope.inference.evolution;

/**
 * How a neuron's pictures evolve; see {@link CodeEvolution}.
 *
 * @param population pictures in a generation
 * @param generations how many are planned, the first one included; the spread falls over them
 * @param firstSpreadRad angle between a picture and the one that it was made from, in the first generation bred, radians
 * @param lastSpreadRad the same in the last; falls geometrically
 * @param stepShare how far the centre moves from generation to generation, as a share of the spread
 * @param contrastRms contrast energy of every picture
 */
public record EvolutionSettings(
        int population,
        int generations,
        double firstSpreadRad,
        double lastSpreadRad,
        double stepShare,
        double contrastRms) {
    public EvolutionSettings {
        require(population >= 4, "population", population, "at least 4");
        require(generations >= 2, "generations", generations, "at least 2");
        require(firstSpreadRad > 0 && firstSpreadRad < Math.PI / 2, "first spread", firstSpreadRad, "0 to pi/2 rad");
        require(
                lastSpreadRad > 0 && lastSpreadRad <= firstSpreadRad,
                "last spread",
                lastSpreadRad,
                "above 0 and at most the first");
        require(stepShare > 0 && stepShare <= 2, "step share", stepShare, "above 0 and at most 2");
        require(contrastRms > 0 && contrastRms <= 1, "contrast rms", contrastRms, "above 0 and at most 1");
    }

    /** Found best for noisy single trials of V1-like cells and 600 presentations. */
    public static EvolutionSettings defaults(int population, int generations, double contrastRms) {
        return new EvolutionSettings(population, generations, 1.2, 0.5, 0.3, contrastRms);
    }

    private static void require(boolean holds, String what, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException("evolution: " + what + " is " + value + ", give " + range);
        }
    }
}
