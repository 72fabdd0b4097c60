function loopscopeFrameAcquired(source, event, varargin)
% ScanImage user function: sends each displayed frame to Loopscope.
%
% In ScanImage's USER FUNCTIONS window add this function, with LoopscopeSender.m on MATLAB's path, for the events
% acqModeArmed, frameAcquired, acqModeDone and acqAbort. Then start Loopscope, and GRAB.
%
% Optional arguments, in the window's Arguments column: {'192.168.1.20', 5560, 1}: host, port, channel.
%
% Traps: take pixels, number and time from the same place. lastFrame, lastFrameNumber and lastFrameTimestamp belong
% together; so do one stripe's roiData, frameNumberAcq and frameTimestamp in stripeDataBuffer; a frame of one with a
% number of the other is one off. frameAcquired follows the display: frames that ScanImage did not display are not sent,
% and Loopscope counts them as lost; turn frame averaging off. lastFrameTimestamp is the frame's start.

    persistent sender
    [host, port, channel] = deal('127.0.0.1', 5560, 1);
    if numel(varargin) > 0, host = varargin{1}; end
    if numel(varargin) > 1, port = varargin{2}; end
    if numel(varargin) > 2, channel = varargin{3}; end

    hSI = source.hSI;
    switch event.EventName
        case 'acqModeArmed'
            sender = LoopscopeSender(hSI.hRoiManager.pixelsPerLine, hSI.hRoiManager.linesPerFrame, ...
                hSI.hRoiManager.scanFrameRate, host, port, 'ScanImage');
        case 'frameAcquired'
            if ~isempty(sender)
                sender.send(int16(hSI.hDisplay.lastFrame{channel}), hSI.hDisplay.lastFrameNumber, ...
                    hSI.hDisplay.lastFrameTimestamp, 0, 0, true);
            end
        case {'acqModeDone', 'acqAbort'}
            if ~isempty(sender)
                sender.goodbye();
                sender = [];
            end
    end
end
