package org.loopscope.controller.log.nwb;

/** The types of the NWB schema that a session uses, with the namespace that defines each. */
enum NwbType {
    NWB_FILE("core", "NWBFile"),
    SUBJECT("core", "Subject"),
    DEVICE("core", "Device"),
    IMAGING_PLANE("core", "ImagingPlane"),
    OPTICAL_CHANNEL("core", "OpticalChannel"),
    PROCESSING_MODULE("core", "ProcessingModule"),
    TIME_SERIES("core", "TimeSeries"),
    TWO_PHOTON_SERIES("core", "TwoPhotonSeries"),
    MOTION_CORRECTION("core", "MotionCorrection"),
    CORRECTED_IMAGE_STACK("core", "CorrectedImageStack"),
    IMAGE_SERIES("core", "ImageSeries"),
    ROI_RESPONSE_SERIES("core", "RoiResponseSeries"),
    FLUORESCENCE("core", "Fluorescence"),
    DF_OVER_F("core", "DfOverF"),
    IMAGE_SEGMENTATION("core", "ImageSegmentation"),
    PLANE_SEGMENTATION("core", "PlaneSegmentation"),
    IMAGES("core", "Images"),
    GRAYSCALE_IMAGE("core", "GrayscaleImage"),
    IMAGE_REFERENCES("core", "ImageReferences"),
    INDEX_SERIES("core", "IndexSeries"),
    TIME_INTERVALS("core", "TimeIntervals"),
    DYNAMIC_TABLE("hdmf-common", "DynamicTable"),
    DYNAMIC_TABLE_REGION("hdmf-common", "DynamicTableRegion"),
    ELEMENT_IDENTIFIERS("hdmf-common", "ElementIdentifiers"),
    VECTOR_DATA("hdmf-common", "VectorData"),
    VECTOR_INDEX("hdmf-common", "VectorIndex");

    private final String namespace;
    private final String typeName;

    NwbType(String namespace, String typeName) {
        this.namespace = namespace;
        this.typeName = typeName;
    }

    String namespace() {
        return namespace;
    }

    String typeName() {
        return typeName;
    }
}
