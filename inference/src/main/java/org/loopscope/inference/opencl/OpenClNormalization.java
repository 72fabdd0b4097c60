package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;

import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelMoments;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of normalization.cl. */
final class OpenClNormalization {
    private static final int ROWS_PER_CHUNK = 256;

    private final OpenClPrograms programs;
    private final OpenClScratch partial;
    private final OpenClScratch totals;

    OpenClNormalization(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        partial = new OpenClScratch(memory);
        totals = new OpenClScratch(memory);
    }

    /** As the kernels number the activations. */
    static int code(Activation activation) {
        return switch (activation) {
            case IDENTITY -> 0;
            case SOFTPLUS -> 1;
        };
    }

    private static OpenClKernel moments(OpenClKernel kernel, ChannelMoments moments) {
        return kernel.tensor(OpenClTensor.onDevice(moments.mean())).tensor(OpenClTensor.onDevice(moments.variance()));
    }

    void batchMoments(
            int rows, int channels, OpenClTensor values, ChannelMoments batch, ChannelMoments running, float momentum) {
        int chunks = blocks(rows, ROWS_PER_CHUNK);
        OpenClTensor sums = partial.of(chunks * 2 * channels);
        programs.pointwise("moments_partial")
                .tensor(values)
                .integer(rows)
                .integer(ROWS_PER_CHUNK)
                .integer(channels)
                .buffer(sums)
                .launch(channels / TensorBackend.LANES, chunks);
        OpenClKernel merge = programs.pointwise("moments_merge")
                .buffer(sums)
                .integer(rows)
                .integer(ROWS_PER_CHUNK)
                .integer(channels);
        moments(moments(merge, batch), running).real(momentum).launch(channels / TensorBackend.LANES);
    }

    void normalizeAndActivate(
            MapShape output,
            int batch,
            OpenClTensor values,
            ChannelMoments moments,
            OpenClTensor shift,
            Activation activation,
            OpenClTensor activations) {
        OpenClKernel kernel = programs.pointwise("normalize_activate").tensor(values);
        moments(kernel, moments)
                .tensor(shift)
                .real(TensorBackend.VARIANCE_EPSILON)
                .integer(code(activation))
                .tensor(activations);
        launchByRow(kernel, output, batch);
    }

    private static void launchByRow(OpenClKernel kernel, MapShape output, int batch) {
        kernel.integer(output.widthPx())
                .integer(output.heightPx())
                .integer(output.haloPx())
                .integer(output.channels())
                .launch(batch * output.heightPx());
    }

    void normalizationGradient(
            MapShape output,
            int batch,
            OpenClTensor values,
            ChannelMoments moments,
            OpenClTensor shift,
            Activation activation,
            OpenClTensor gradient,
            OpenClTensor shiftGradient,
            OpenClTensor valueGradient) {
        int rows = batch * output.pixels();
        int channels = output.channels();
        int chunks = blocks(rows, ROWS_PER_CHUNK);
        OpenClTensor sums = partial.of(chunks * 2 * channels);
        OpenClTensor total = totals.of(2 * channels);
        moments(programs.pointwise("slope_partial").tensor(values), moments)
                .tensor(shift)
                .real(TensorBackend.VARIANCE_EPSILON)
                .integer(code(activation))
                .tensor(gradient)
                .integer(rows)
                .integer(ROWS_PER_CHUNK)
                .integer(channels)
                .buffer(sums)
                .launch(channels / TensorBackend.LANES, chunks);
        sumRows(sums, chunks, 2 * channels, total, 2 * channels);
        sumRows(total, 1, 2 * channels, shiftGradient, channels);
        OpenClKernel kernel = programs.pointwise("normalization_gradient").tensor(values);
        moments(kernel, moments)
                .real(TensorBackend.VARIANCE_EPSILON)
                .tensor(gradient)
                .buffer(total)
                .integer(rows)
                .tensor(valueGradient);
        launchByRow(kernel, output, batch);
    }

    private void sumRows(OpenClTensor from, int rows, int floatsPerRow, OpenClTensor to, int count) {
        programs.pointwise("sum_rows")
                .tensor(from)
                .integer(rows)
                .integer(floatsPerRow)
                .tensor(to)
                .launch(count / TensorBackend.LANES);
    }

    void affineGradient(
            MapShape output,
            int batch,
            OpenClTensor activations,
            int activationHaloPx,
            OpenClTensor scale,
            Activation activation,
            OpenClTensor gradient,
            OpenClTensor valueGradient) {
        OpenClKernel kernel = programs.pointwise("affine_gradient")
                .tensor(activations)
                .integer(activationHaloPx)
                .tensor(scale)
                .integer(code(activation))
                .tensor(gradient)
                .tensor(valueGradient);
        launchByRow(kernel, output, batch);
    }
}
