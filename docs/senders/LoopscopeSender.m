classdef LoopscopeSender < handle
    % Sends frames to Loopscope over TCP, from MATLAB (tcpclient, R2014b or newer) or GNU Octave (Java sockets).
    %
    %   sender = LoopscopeSender(512, 512, 30.0);                          % width, height, frames a second
    %   sender = LoopscopeSender(512, 512, 30.0, '192.168.1.20', 5560, 'room 3');
    %   sender.send(image, frameNumber, secondsAtEndOfExposure);           % image is height x width
    %   sender.goodbye();                                                  % the session ends in order
    %
    % A MATLAB matrix lies in memory column by column; it is sent as it lies and flagged so, and never transposed here.
    % send() blocks while Loopscope or the network is behind. Frames that ScanImage leaves out meanwhile are missing in
    % the numbers, and Loopscope counts them as lost.

    properties (SetAccess = private)
        width
        height
        connection
        stream
    end

    methods
        function self = LoopscopeSender(width, height, rateHz, host, port, microscope)
            if nargin < 4, host = '127.0.0.1'; end
            if nargin < 5, port = 5560; end
            if nargin < 6, microscope = 'MATLAB'; end
            self.width = width;
            self.height = height;
            if exist('tcpclient', 'file') || exist('tcpclient', 'builtin')
                self.connection = tcpclient(host, port);
                self.stream = [];
            else
                self.connection = javaObject('java.net.Socket', host, port);
                self.connection.setTcpNoDelay(true);
                self.stream = self.connection.getOutputStream();
            end
            hello = sprintf('{"width": %d, "height": %d, "rate_hz": %.9g, "microscope": "%s"}', ...
                width, height, rateHz, strrep(strrep(microscope, '\', ''), '"', ''));
            self.write([LoopscopeSender.header(1, 0, numel(hello), 0, 0, 0, 0, 0, 0, NaN), uint8(hello)]);
        end

        function send(self, image, number, seconds, channel, plane, timeIsStart)
            % image: height x width, uint8, uint16 or int16. number: the microscope's. seconds: the exposure's end, or
            % its start with timeIsStart = true; NaN for none. channel, plane: from 0.
            if nargin < 4, seconds = NaN; end
            if nargin < 5, channel = 0; end
            if nargin < 6, plane = 0; end
            if nargin < 7, timeIsStart = false; end
            if size(image, 1) ~= self.height || size(image, 2) ~= self.width
                error('LoopscopeSender:size', 'the frame is %d x %d, the hello told of %d x %d (height x width)', ...
                    size(image, 1), size(image, 2), self.height, self.width);
            end
            switch class(image)
                case 'uint8', type = 1;
                case 'uint16', type = 2;
                case 'int16', type = 3;
                otherwise, error('LoopscopeSender:type', 'frames are uint8, uint16 or int16, not %s', class(image));
            end
            pixels = typecast(reshape(image, 1, []), 'uint8');
            flags = 1 + 2 * logical(timeIsStart);
            self.write([LoopscopeSender.header(2, flags, numel(pixels), self.width, self.height, type, channel, ...
                plane, number, seconds), pixels]);
        end

        function goodbye(self)
            if ~isempty(self.connection)
                self.write(LoopscopeSender.header(3, 0, 0, 0, 0, 0, 0, 0, 0, NaN));
                self.hangUp();
            end
        end
    end

    methods (Access = private)
        function write(self, bytes)
            if isempty(self.stream)
                write(self.connection, bytes);
            else
                self.stream.write(typecast(bytes, 'int8'));
                self.stream.flush();
            end
        end

        function hangUp(self)
            if ~isempty(self.stream)
                self.connection.close();
            end
            self.stream = [];
            self.connection = [];
        end
    end

    methods (Static)
        function bytes = header(kind, flags, payloadBytes, width, height, type, channel, plane, number, seconds)
            % The 64 bytes before every payload; little endian, as every computer that runs MATLAB is.
            bytes = [uint8('LSF1'), ...
                typecast(uint16([1, 64, kind, flags]), 'uint8'), ...
                typecast(uint32([payloadBytes, width, height]), 'uint8'), ...
                typecast(uint16([type, channel, plane, 0]), 'uint8'), ...
                typecast(uint64(number), 'uint8'), ...
                typecast(double(seconds), 'uint8'), ...
                zeros(1, 16, 'uint8')];
        end
    end
end
