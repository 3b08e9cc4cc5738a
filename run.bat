@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
title Thi Đua Desktop

rem Any Python 3 may start the setup; it looks for 3.11 or newer itself.
set "PY=py -3"
where py >nul 2>&1 || set "PY=python"
%PY% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if errorlevel 1 echo Máy chưa có Python 3.11 trở lên. Hãy cài Python (bản 64-bit) từ python.org rồi chạy lại tệp này. & pause & exit /b 3

echo Đang chuẩn bị chương trình, lần đầu có thể mất vài phút...
%PY% .ci\setup.py core
set "RESULT=%ERRORLEVEL%"
if "%RESULT%"=="4" echo Không tạo được môi trường Python trong thư mục .venv. Hãy kiểm tra quyền ghi vào thư mục này.
if "%RESULT%"=="5" echo Không cài được các thư viện. Hãy kiểm tra kết nối mạng rồi chạy lại; chỉ lần đầu mới cần mạng.
if not "%RESULT%"=="0" pause & exit /b %RESULT%

start "" ".venv\Scripts\pythonw.exe" main.py %*
