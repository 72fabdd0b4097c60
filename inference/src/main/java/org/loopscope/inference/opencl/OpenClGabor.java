package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;
import static org.loopscope.inference.opencl.OpenClTensor.onDevice;

import org.loopscope.inference.tensor.GaborFilters;
import org.loopscope.inference.tensor.GaborMaps;
import org.loopscope.inference.tensor.GaborScale;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of gabor.cl. */
final class OpenClGabor {
    private static final int PICTURES = 4;

    private final OpenClPrograms programs;

    OpenClGabor(OpenClPrograms programs) {
        this.programs = programs;
    }

    void energies(
            GaborScale scale,
            int batch,
            OpenClTensor pictures,
            int pictureFloats,
            GaborFilters filters,
            GaborMaps maps,
            OpenClTensor features,
            int featureFloats) {
        programs.pointwise("gabor_responses")
                .tensor(pictures)
                .integer(pictureFloats)
                .integer(scale.widthPx())
                .integer(scale.heightPx())
                .integer(batch)
                .tensor(onDevice(filters.filters()))
                .integer(scale.radiusPx())
                .integer(scale.stridePx())
                .integer(scale.firstXPx())
                .integer(scale.firstYPx())
                .real(TensorBackend.ENERGY_EPSILON)
                .tensor(onDevice(maps.responses()))
                .tensor(onDevice(maps.amplitudes()))
                .launch(scale.columns(), scale.rows(), blocks(batch, PICTURES));
        programs.pointwise("gabor_pool")
                .tensor(onDevice(maps.amplitudes()))
                .integer(scale.columns())
                .integer(scale.rows())
                .tensor(onDevice(filters.pooling()))
                .real(TensorBackend.AMPLITUDE_OFFSET)
                .tensor(onDevice(maps.pooled()))
                .tensor(features)
                .integer(featureFloats)
                .launch(scale.gridColumns(), scale.gridRows(), batch);
    }

    void gradient(
            GaborScale scale,
            int batch,
            OpenClTensor featureGradient,
            int featureFloats,
            GaborFilters filters,
            GaborMaps maps,
            OpenClTensor pictureGradient,
            int pictureFloats) {
        programs.pointwise("gabor_response_gradient")
                .tensor(featureGradient)
                .integer(featureFloats)
                .tensor(onDevice(maps.pooled()))
                .integer(scale.gridColumns())
                .integer(scale.gridRows())
                .tensor(onDevice(filters.pooling()))
                .real(TensorBackend.AMPLITUDE_OFFSET)
                .tensor(onDevice(maps.amplitudes()))
                .tensor(onDevice(maps.responses()))
                .launch(scale.columns(), scale.rows(), batch);
        programs.pointwise("gabor_picture_gradient")
                .tensor(onDevice(maps.responses()))
                .integer(scale.columns())
                .integer(scale.rows())
                .integer(batch)
                .tensor(onDevice(filters.filters()))
                .integer(scale.radiusPx())
                .integer(scale.stridePx())
                .integer(scale.firstXPx())
                .integer(scale.firstYPx())
                .tensor(pictureGradient)
                .integer(pictureFloats)
                .launch(scale.widthPx(), scale.heightPx(), blocks(batch, PICTURES));
    }

    void copyRows(int rows, int count, OpenClTensor from, int fromStride, OpenClTensor to, int toStride) {
        programs.pointwise("copy_rows")
                .tensor(from)
                .integer(fromStride)
                .tensor(to)
                .integer(toStride)
                .launch(count / TensorBackend.LANES, rows);
    }
}
