FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
COPY app C:\\app
RUN if exist C:\app\setup.cmd (call C:\app\setup.cmd) else (echo nothing to set up & exit /b 0)
WORKDIR C:\\app
USER ContainerUser
CMD C:\app\app.exe --port %PORT%
